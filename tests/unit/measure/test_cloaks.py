import pytest

from auditor.domain.artifacts import Missing, NameChain, Names
from auditor.domain.early import Cloaks, Unresolved
from auditor.domain.journeys import Journey
from auditor.domain.recording import Request
from auditor.measure.cloak_table import Targets, known_targets
from auditor.measure.cloaks import NOT_ASKED, cloaks
from tests.evidence.builders import SITE, URL, request, traffic, visit

HOST = "metrics.shop.example"
ASKED = request(f"https://{HOST}/x.js", id=4)


def told(*sent: Request, names: Names | Missing = Names((), "system"), targets: Targets | None = None) -> Cloaks:  # noqa: B008 - frozen
    found = cloaks(visit(Journey.NO_ACTION, traffic=traffic(*sent), names=names), SITE, targets)
    assert isinstance(found, Cloaks)
    return found


def chain(*links: str) -> Names:
    return Names((NameChain(HOST, links),), "system")


def test_a_name_that_leads_to_a_tracker() -> None:
    found = told(request(), ASKED, names=chain("shop.eulerian.net", "lb.cloud.example"))
    (cloak,) = found.cloaks
    assert (cloak.host, cloak.tracker, cloak.form) == (HOST, "Eulerian", None)
    assert cloak.evidence == (f"no-action/names#{HOST}", "no-action/traffic#4")
    assert found.resolved == (HOST,)


@pytest.mark.parametrize("links", [(), ("d1.cloudfront.net",), ("noteulerian.net",)])
def test_a_name_that_leads_elsewhere(links: tuple[str, ...]) -> None:
    assert told(request(), ASKED, names=chain(*links)) == Cloaks((), (HOST,))


def test_a_list_that_was_fetched_is_known_as_well() -> None:
    more = known_targets({"Tracks.Example.": "Tracks"})
    assert told(request(), ASKED, names=chain("a.tracks.example"), targets=more).cloaks[0].tracker == "Tracks"


def test_names_that_nobody_looked_up() -> None:
    assert told(request(), ASKED).unresolved == (Unresolved(HOST, NOT_ASKED),)
    assert told(request(), ASKED, names=Missing("no-resolver-answered")).unresolved[0].reason == "no-resolver-answered"
    assert told(request(), names=Missing("no-resolver-answered")).unresolved == ()


@pytest.mark.parametrize(
    ("sent", "form"),
    [
        (request(f"{URL}m/g/collect?v=2&tid=G-AB12CD34&cid=1.2"), "Google Analytics 4"),
        (request(f"{URL}m", body="v=2&tid=G-AB12CD34&cid=1.2"), "Google Analytics 4"),
        (request(f"{URL}tr/?id=123456789012&ev=PageView"), "Meta pixel"),
        (request(f"{URL}b/ss/shop/1/JS-2.1/s1"), "Adobe Analytics"),
        (request(f"{URL}v1/t", body='{"writeKey": "k", "anonymousId": "a"}'), "Segment"),
        (request(f"{URL}matomo.php?idsite=1&rec=1"), "Matomo"),
        (request(f"{URL}com.snowplowanalytics.snowplow/tp2", body="{}"), "Snowplow"),
        (request(f"{URL}g/collect?v=3&tid=G-AB12CD34&cid=1.2"), None),
        (request(f"{URL}v1/t", body='{"order": 1}'), None),
        (request("https://www.google-analytics.com/g/collect?v=2&tid=G-AB12CD34&cid=1.2"), None),
    ],
)
def test_requests_in_the_form_of_a_service(sent: Request, form: str | None) -> None:
    assert [c.form for c in told(request(), sent, sent).cloaks] == ([form] if form else [])


def test_software_that_a_site_may_run_itself_is_marked() -> None:
    assert told(request(f"{URL}matomo.php?idsite=1&rec=1")).cloaks[0].self_hosted


def test_holes_in_the_record_are_gaps() -> None:
    assert len(told().gaps) == 1
    assert len(told(request(f"{URL}v1/t", body_missing=True)).gaps) == 1
    assert told(request(f"{URL}other", body_missing=True)).gaps == ()


def test_without_its_record_there_is_no_answer() -> None:
    record = visit(Journey.NO_ACTION, traffic=Missing("network-log-lost"))
    assert cloaks(record, SITE) == Missing("network-log-lost")
