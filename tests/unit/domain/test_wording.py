import pickle

from auditor.domain.wording import joined, listed, say, say_many


def test_a_text_is_its_english_and_remembers_its_template() -> None:
    text = say("{host} received {what}", host="a.example", what="cookie {x}")
    assert text == "a.example received cookie {x}"
    assert text.template == "{host} received {what}"
    assert text.values["host"] == "a.example"


def test_number_decides_between_one_and_many() -> None:
    assert say_many("{n} item", "{n} items", 1) == "1 item"
    assert say_many("{n} item", "{n} items", 3) == "3 items"
    assert say_many("{n} item", "{n} items", 0) == "0 items"


def test_list_names_the_first_and_counts_the_rest() -> None:
    assert listed(["a", "b"]) == "a, b"
    assert listed(["a", "b", "c"], most=1) == "a and 2 more"
    assert joined(["x", "y"]).parts == ("x", "y")


def test_a_text_survives_pickling() -> None:
    text = pickle.loads(pickle.dumps(say_many("{n} item", "{n} items", 2)))  # noqa: S301 - our own bytes
    assert (text, text.template, text.many, text.number) == ("2 items", "{n} item", "{n} items", 2)
