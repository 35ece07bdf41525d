from auditor.domain.seeding import Seed, Seeding


def test_only_seeds_that_were_accepted_on_count() -> None:
    yes, no = Seed("https://news.example/", True, None), Seed("https://blog.example/", False, "no-banner")
    assert Seeding((no, yes), 0.0).accepted == (yes,)
