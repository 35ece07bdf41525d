import hashlib

import pytest

from auditor.domain.artifacts import Missing
from auditor.domain.early import Syncs
from auditor.domain.facts import Basis, Item, Sighting
from auditor.domain.journeys import Journey, StepName
from auditor.domain.recording import AccessOp, Party, Request, ScriptAccess
from auditor.measure.syncs import syncs
from tests.evidence.builders import NOW, SITE, access, accesses, item, items, request, traffic, visit, write

UID = "a81f30c97be24d55"
SEEN = (Sighting(Journey.NO_ACTION, StepName.LOAD),)
THIRD = item("uid", domain="ads.example", party=Party.THIRD, basis=Basis.UNKNOWN, sightings=SEEN, values=(UID,))
FIRST = item("uid", domain="shop.example", basis=Basis.UNKNOWN, sightings=SEEN, values=(UID,))
KEPT = request("https://ads.example/p", id=3, writes=(write("uid", UID, domain="ads.example"),))
TO = "https://gum.criteo.com/sync"


def told(kept: Item, *sent: Request, calls: tuple[ScriptAccess, ...] = ()) -> Syncs:
    record = visit(Journey.NO_ACTION, traffic=traffic(*sent), script_accesses=accesses(*calls))
    found = syncs(record, items(kept), SITE)
    assert isinstance(found, Syncs)
    return found


@pytest.mark.parametrize(
    "sent",
    [
        request(f"{TO}?u={UID}", at=NOW + 1, id=5),
        request(TO, at=NOW + 1, id=5, body=hashlib.sha1(UID.encode(), usedforsecurity=False).hexdigest()),
        request(TO, at=NOW + 1, id=5, headers=(("x-id", UID),)),
    ],
    ids=["address", "hashed body", "header"],
)
def test_an_identifier_that_another_company_receives(sent: Request) -> None:
    (sync,) = told(THIRD, KEPT, sent).syncs
    assert (sync.company, sync.receiver, sync.certain, sync.ordered) == ("ads.example", "Criteo", True, True)
    assert sync.evidence == ("no-action/traffic#3", "no-action/traffic#5")


def test_a_value_that_was_sent_before_it_was_kept_is_anothers() -> None:
    kept = request("https://ads.example/p", at=NOW + 9, writes=(write("uid", UID, domain="ads.example"),))
    assert told(THIRD, request(f"{TO}?u={UID}", at=NOW + 1), kept).syncs == ()


@pytest.mark.parametrize(
    "url", [f"https://x.ads.example/?u={UID}", f"https://img.shop.example/?u={UID}"], ids=["its own", "the site"]
)
def test_what_is_no_other_company(url: str) -> None:
    assert told(THIRD, KEPT, request(url, at=NOW + 1)).syncs == ()


def test_two_domains_of_one_company_are_one() -> None:
    google = item("uid", domain="doubleclick.net", party=Party.THIRD, sightings=SEEN, values=(UID,))
    assert told(google, request(f"https://www.google.com/?u={UID}")).syncs == ()


def test_two_companies_that_nobody_knows_are_left_to_a_person() -> None:
    (sync,) = told(THIRD, KEPT, request(f"https://other.example/?u={UID}", at=NOW + 1)).syncs
    assert not sync.certain


def test_an_item_of_the_site_that_anothers_script_wrote() -> None:
    sent = request(f"{TO}?u={UID}", at=NOW + 1)
    wrote = access(AccessOp.COOKIE_SET, "uid", UID, script="https://bat.bing.com/bat.js")
    assert told(FIRST, sent, calls=(wrote,)).syncs[0].company == "Microsoft"
    assert told(FIRST, sent, calls=(access(AccessOp.COOKIE_SET, "uid", UID),)).syncs == ()


def test_records_of_the_choice_and_items_of_other_visits_do_not_count() -> None:
    sent = request(f"{TO}?u={UID}", at=NOW + 1)
    exempt = item("uid", domain="ads.example", party=Party.THIRD, basis=Basis.EXEMPT, sightings=SEEN, values=(UID,))
    later = item("uid", domain="ads.example", party=Party.THIRD, values=(UID,))
    assert told(exempt, sent).syncs == told(later, sent).syncs == ()


def test_holes_in_the_record_are_gaps() -> None:
    assert len(told(THIRD).gaps) == 1
    assert len(told(THIRD, request("https://x.example/", body_missing=True)).gaps) == 1


def test_without_its_record_there_is_no_answer() -> None:
    record = visit(Journey.NO_ACTION, traffic=traffic(request()), script_accesses=Missing("browser-failed"))
    assert syncs(record, items(THIRD), SITE) == Missing("browser-failed")
