"""Short functions that make believable evidence; every default is that of an ordinary shop with a banner.

Times are Unix seconds. Each step of a journey begins `STEP_S` after the one before, the first at `NOW`.
Every builder takes the fields of its type by name: `cookie(http_only=True)`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from auditor.domain.artifacts import (
    ArtifactKind,
    Claims,
    Environment,
    Missing,
    RemovalPictures,
    ScriptAccesses,
    Snapshots,
    Timeline,
    Traffic,
    VisitRecord,
)
from auditor.domain.box import Box
from auditor.domain.checks import Confidence
from auditor.domain.choices import (
    Action,
    ActionKind,
    Candidate,
    Choice,
    Dismissal,
    Dismissals,
    Exploration,
    Mechanism,
    Platform,
    PolicyPage,
    Prompt,
    Prompts,
    Settings,
    SettingsPart,
    Way,
    Withdrawal,
)
from auditor.domain.controls import Control, Cover, Kind, Layer, Location, Rival, Role, Toggle
from auditor.domain.evidence import Evidence
from auditor.domain.facts import (
    Band,
    Basis,
    Comparison,
    Dimension,
    Favours,
    Item,
    ItemKey,
    Items,
    Leak,
    Leaks,
    Look,
    Measured,
    Prominence,
    Read,
    Reads,
    Sighting,
    Verdict,
)
from auditor.domain.journeys import Journey, Step, StepName
from auditor.domain.recording import (
    AccessOp,
    Cookie,
    CookieWrite,
    Form,
    ItemKind,
    Party,
    Phase,
    Request,
    ScriptAccess,
    SentCookie,
    Snapshot,
    StorageEntry,
)

NOW = 1_764_000_000.0
STEP_S = 10.0
DAY = 86400.0
SITE = "www.shop.example"
URL = f"https://{SITE}/"
TRACKER = "https://www.google-analytics.com/g/collect"
VISITOR = "GA1.1.1098115397.1763999000"  # a visitor's identifier in the shape of Google Analytics
OTHER_VISITOR = "GA1.1.2093847561.1763998000"
VIEWPORT = Box(0, 0, 1280, 800)

STEPS = {
    Journey.NO_ACTION: (StepName.LOAD, StepName.SCROLL, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE),
    Journey.ACCEPT_ALL: (
        StepName.LOAD,
        StepName.ACCEPT,
        StepName.RELOAD,
        StepName.INNER_PAGE,
        StepName.SECOND_INNER_PAGE,
    ),
    Journey.REJECT_ALL: (
        StepName.LOAD,
        StepName.REJECT,
        StepName.RELOAD,
        StepName.INNER_PAGE,
        StepName.SECOND_INNER_PAGE,
    ),
    Journey.OPEN_SECOND_LAYER: (StepName.LOAD, StepName.OPEN_SETTINGS),
    Journey.CLOSE_BANNER: (StepName.LOAD, StepName.CLOSE, StepName.RELOAD),
    Journey.WITHDRAW: (
        StepName.LOAD,
        StepName.ACCEPT,
        StepName.BROWSE,
        StepName.WITHDRAW,
        StepName.RELOAD,
        StepName.INNER_PAGE,
        StepName.SECOND_INNER_PAGE,
    ),
    Journey.RETURN_VISIT: (StepName.LOAD,),
    Journey.SEEDED_VISIT: (StepName.LOAD,),
    Journey.PRIVACY_SIGNAL: (StepName.LOAD, StepName.SCROLL, StepName.INNER_PAGE, StepName.SECOND_INNER_PAGE),
}


# What the recorders write down


def moment(journey: Journey, step: StepName, after: float = 0.0) -> float:
    """The time at which a step of a journey starts, or so many seconds later."""
    return NOW + STEP_S * STEPS[journey].index(step) + after


def timeline(*steps: StepName) -> Timeline:
    """These steps in order; `timeline(*STEPS[journey])` are those of a whole journey."""
    starts = [NOW + STEP_S * number for number in range(len(steps))]
    return Timeline(tuple(Step(name, at, at + STEP_S - 1, URL) for name, at in zip(steps, starts, strict=True)))


def cookie(name: str = "_ga", value: str = VISITOR, *, days: float | None = 400.0, **fields: object) -> Cookie:
    """A cookie of the site in the jar; `days=None` for a session cookie."""
    expires = None if days is None else NOW + days * DAY
    whole = Cookie(name, value, ".shop.example", "/", expires, http_only=False, secure=True, same_site="Lax")
    return replace(whole, **fields)


def entry(
    key: str = "visitor", value: str = VISITOR, kind: ItemKind = ItemKind.LOCAL_STORAGE, origin: str = URL
) -> StorageEntry:
    """One key of web storage."""
    return StorageEntry(kind, origin, key, value)


def snapshot(step: StepName, *kept: Cookie | StorageEntry, at: float = NOW) -> Snapshot:
    """The cookies and storage entries at the end of a step."""
    cookies = tuple(k for k in kept if isinstance(k, Cookie))
    return Snapshot(step, at, cookies, tuple(k for k in kept if isinstance(k, StorageEntry)))


def snapshots(*found: Snapshot) -> Snapshots:
    """The states of one visit."""
    return Snapshots(found)


def write(name: str = "_ga", value: str = VISITOR, **fields: object) -> CookieWrite:
    """A `Set-Cookie` header of the site that the browser took."""
    whole = CookieWrite(name, value, "shop.example", "/", 400 * DAY, deletes=False, stored=True)
    return replace(whole, **fields)


def request(url: str = URL, *, at: float = NOW, cookies: Mapping[str, str] | None = None, **fields: object) -> Request:
    """A request that left the device, with these cookies in its header."""
    sent = tuple(SentCookie(name, value) for name, value in (cookies or {}).items())
    return replace(Request(1, at, url, "GET", URL, "script", URL, 200, sent), **fields)


def traffic(*requests: Request) -> Traffic:
    """The requests of one visit."""
    return Traffic(requests)


def access(op: AccessOp = AccessOp.COOKIE_GET, key: str = "", value: str = "", **fields: object) -> ScriptAccess:
    """A call by a script of the site; reading cookies gives the whole jar as `value`."""
    kinds = {AccessOp.COOKIE_GET: ItemKind.COOKIE, AccessOp.COOKIE_SET: ItemKind.COOKIE}
    whole = ScriptAccess(1, NOW, op, kinds.get(op, ItemKind.LOCAL_STORAGE), key, value, URL, f"{URL}app.js")
    return replace(whole, **fields)


def accesses(*found: ScriptAccess, truncated: bool = False) -> ScriptAccesses:
    """The calls of one visit."""
    return ScriptAccesses(found, truncated)


def environment(**fields: object) -> Environment:
    """A sandboxed browser that lets third-party cookies through."""
    whole = Environment("Chromium 140", "Mozilla/5.0", True, True, False, "en-GB", URL)
    return replace(whole, **fields)


# The banner


def control(role: Role = Role.ACCEPT, label: str | None = None, **fields: object) -> Control:
    """A button of the first layer, with a plain label for its role unless one is given."""
    words = {Role.ACCEPT: "Accept all", Role.REJECT: "Reject all", Role.SETTINGS: "Settings", Role.CLOSE: "×"}
    text = label if label is not None else words.get(role, role.value.capitalize())
    clear = True if role in {Role.ACCEPT, Role.REJECT, Role.NECESSARY} else None
    return replace(Control(1, role, text, text, Box(800, 700, 120, 40), 1, clear, f"en:{role}", "button"), **fields)


def toggle(label: str = "Analytics", *, on: bool = False, **fields: object) -> Toggle:
    """A check box for one purpose, not ticked and free to change."""
    return replace(Toggle(1, label, label, on, locked=False, box=Box(100, 500, 20, 20)), **fields)


def layer(*parts: Control | Toggle, **fields: object) -> Layer:
    """A layer with these controls and toggles, or with accept and reject when none are given."""
    shown = parts or (control(Role.ACCEPT), control(Role.REJECT, node=2))
    whole = Layer(
        present=True,
        tried=("by-words",),
        location=Location.DOCUMENT,
        box=Box(0, 600, 1280, 200),
        viewport=VIEWPORT,
        text="We use cookies.",
        language="en",
        controls=tuple(p for p in shown if isinstance(p, Control)),
        toggles=tuple(p for p in shown if isinstance(p, Toggle)),
        score=5.0,
    )
    return replace(whole, **fields)


def no_layer() -> Layer:
    """The record of having looked for a banner in vain."""
    return Layer(present=False, tried=("by-words", "by-position"), viewport=VIEWPORT)


# What the visitor did


def actions(number: int = 1, kind: ActionKind = ActionKind.CLICK) -> tuple[Action, ...]:
    """So many actions, one second apart."""
    return tuple(Action(kind, f"Action {n + 1}", NOW + n) for n in range(number))


def choice(number: int = 1, **fields: object) -> Choice:
    """A choice made in so many actions, after which the banner was gone and the record had changed."""
    return replace(Choice(actions(number), NOW + STEP_S, banner_gone=True, record_changed=True), **fields)


def exploration(**fields: object) -> Exploration:
    """A search that found a way to refuse."""
    whole = Exploration(path_found=True, tried=("Reject all",), banner_gone=True, record_changed=True)
    return replace(whole, **fields)


def candidate(label: str = "Cookie settings", **fields: object) -> Candidate:
    """A control that led back to the choice."""
    return replace(Candidate(label, URL, Mechanism.FOOTER_LINK, 0.9, "opened-a-choice"), **fields)


def withdrawal(number: int = 1, *, opened: int = 1, **fields: object) -> Withdrawal:
    """A withdrawal by a link in the footer: `opened` actions to the layer, `number` in it."""
    made = choice(number, made_at=moment(Journey.WITHDRAW, StepName.WITHDRAW))
    whole = Withdrawal(Mechanism.FOOTER_LINK, (candidate(),), (URL,), True, actions(opened), made)
    return replace(whole, **fields)


def dismissal(way: Way = Way.CROSS, **fields: object) -> Dismissal:
    """A cross, Escape or a click beside the banner, after which it was gone and nothing had been recorded."""
    label = "×" if way is Way.CROSS else ""
    return replace(Dismissal(way, label, banner_gone=True, record_changed=False), **fields)


def dismissals(*tried: Dismissal) -> Dismissals:
    """The ways in which the banner was dismissed."""
    return Dismissals(tried)


def prompt(*, accepted: bool = False, shown: bool | None = False, step: StepName = StepName.RELOAD) -> Prompt:
    """Whether a visitor who had refused, or accepted, was asked again at a step."""
    return Prompt(accepted, step, shown)


def prompts(*found: Prompt) -> Prompts:
    """When a visitor was asked again."""
    return Prompts(found)


def policy_page(text: str = "We are Shop Ltd. Cookies are kept for 13 months.", **fields: object) -> PolicyPage:
    """The page behind the banner's link to its details."""
    return replace(PolicyPage("Privacy policy", f"{URL}privacy", 200, text, "en", covered=False), **fields)


def settings_part(label: str = "Partners", **fields: object) -> SettingsPart:
    """The list of vendors, one click behind the settings, without anything to object to."""
    return replace(SettingsPart(label, 2, toggles=12, interest_on=0, interest=0, text="Our partners"), **fields)


def settings(*parts: SettingsPart, complete: bool = True) -> Settings:
    """The settings beyond their first view."""
    return Settings(parts, complete)


def platform(name: str | None = "Klaro", **fields: object) -> Platform:
    """A consent platform, named by its own function."""
    return replace(Platform(name, ("function klaro.show",)), **fields)


def cover(share: float = 0.25, *, scroll_locked: bool | None = False, blurred: bool = False) -> Cover:
    """A bar over a quarter of the screen."""
    return Cover(share, scroll_locked, blurred)


def rival(**fields: object) -> Rival:
    """A welcome window that asks for consent as well and offers to accept alone."""
    return replace(Rival("Welcome! We use cookies.", "Great", None, Box(400, 100, 400, 200)), **fields)


def visit(journey: Journey, *, missing: str | None = None, **artifacts: object) -> VisitRecord:
    """A visit with these artifacts, such as `first_layer=layer()`, and a timeline unless one is given.

    With `missing` the journey broke off for that reason.
    """
    found = {"timeline": timeline(*STEPS[journey])} | {n.replace("_", "-"): a for n, a in artifacts.items()}
    reason = Missing(missing) if missing else None
    return VisitRecord(journey, NOW, NOW + STEP_S * len(STEPS[journey]), found, reason)


# Facts


def item(name: str = "_ga", **fields: object) -> Item:
    """A first-party cookie that came with accepting and singles the visitor out.

    `kind` and `domain` are those of its key.
    """
    kind = cast("ItemKind", fields.pop("kind", ItemKind.COOKIE))
    whole = Item(
        key=ItemKey(kind, name, str(fields.pop("domain", "shop.example"))),
        party=Party.FIRST,
        basis=Basis.ACCEPT_DELTA,
        confidence=Confidence.CONFIRMED,
        owner=None,
        purpose=None,
        identifying=True,
        sightings=(Sighting(Journey.ACCEPT_ALL, StepName.ACCEPT), Sighting(Journey.WITHDRAW, StepName.ACCEPT)),
        lifetime_s=400 * DAY if kind is ItemKind.COOKIE else None,
        values=(VISITOR,),
    )
    return replace(whole, **fields)


def items(*found: Item, compared: bool = True) -> Items:
    """Everything that was kept on the device."""
    return Items(found, compared)


def read(source: Item | None = None, **fields: object) -> Read:
    """An item of the site, sent in a header to the site after the reload."""
    source = source or item()
    whole = Read(
        item=source.key,
        item_party=source.party,
        form=Form.COOKIE_HEADER,
        phase=Phase.AFTER_RELOAD,
        party=Party.FIRST,
        host=SITE,
        owner=source.owner,
        confidence=Confidence.CONFIRMED,
        count=1,
        first_at=moment(Journey.WITHDRAW, StepName.RELOAD, 1),
        evidence=("withdraw/traffic#41",),
    )
    return replace(whole, **fields)


def reads(*found: Read, complete: bool = True, **fields: object) -> Reads:
    """What was read after a withdrawal that showed an effect, with a complete record unless told otherwise."""
    at = moment(Journey.WITHDRAW, StepName.WITHDRAW)
    gaps = () if complete else ("network-log-cut-short",)
    return replace(Reads(at, (item(),), found, (), gaps, registered=True), **fields)


def leak(**fields: object) -> Leak:
    """A request that carried the visitor's identifier to a well-known tracker."""
    whole = Leak("www.google-analytics.com", TRACKER, "cookie _ga", None, certain=True, evidence="no-action/traffic#7")
    return replace(whole, **fields)


def leaks(*found: Leak) -> Leaks:
    """The identifiers that left in one journey."""
    return Leaks(found)


def claims(**fields: object) -> Claims:
    """Styles that say what the picture of `look` shows."""
    return replace(
        Claims(
            background="rgb(0, 60, 180)",
            colour="rgb(255, 255, 255)",
            border="0px none rgb(255, 255, 255)",
            font_size=16.0,
            font_weight=400.0,
            font_family="sans-serif",
            text_transform="none",
            decoration="none",
            opacity=1.0,
            cursor="pointer",
            padding=(10.0, 18.0, 10.0, 18.0),
            inline=False,
            words_beside=0,
            covered=0.0,
        ),
        **fields,
    )


def measured(value: float | None, error: float = 0.0, reason: str | None = None) -> Measured:
    """A value that was measured exactly, or one that could not be."""
    return Measured(value, error, reason)


def look(kind: Kind = Kind.BUTTON, **fields: object) -> Look:
    """A filled blue button on white with white words, of ordinary size and contrast."""
    whole = Look(
        kind=kind,
        width=120.0,
        height=40.0,
        area=Measured(4800.0),
        surround=(255, 255, 255),
        fill=(0, 60, 180),
        ink=(255, 255, 255),
        fill_contrast=Measured(9.0),
        fill_difference=Measured(62.0),
        label_contrast=Measured(9.0),
        x_height=Measured(8.0),
        stroke=Measured(1.5),
        clearance=Measured(12.0),
        padding=36.0,
        claims=claims(),
    )
    return replace(whole, **fields)


def dimension(name: str = "kind", favours: Favours = Favours.ACCEPT, **fields: object) -> Dimension:
    """A row that names one control, or a balanced one with `Favours.NEITHER`."""
    verdict = Verdict.BALANCED if favours is Favours.NEITHER else Verdict.ASYMMETRIC
    return replace(Dimension(name, "button", "text", None, verdict, favours), **fields)


def comparison(*dimensions: Dimension, **fields: object) -> Comparison:
    """What came of comparing two equal buttons; the fields are those of `prominence`."""
    return Comparison(prominence(*dimensions, **fields))


def no_pair() -> Comparison:
    """A layer that does not offer both."""
    return Comparison(None)


def prominence(*dimensions: Dimension, ratio: float = 1.0, **fields: object) -> Prominence:
    """Two equal buttons, compared; with a ratio the envelope runs from it to a quarter more."""
    whole = Prominence(
        accept=look(),
        reject=look(),
        ratio=ratio,
        envelope=(ratio, ratio * 1.25),
        definitions=tuple((f"definition {n}", ratio) for n in range(15)),
        band=Band.BALANCED,
        favours=Favours.NEITHER,
        dimensions=dimensions,
        thresholds="2026.11",
    )
    return replace(whole, **fields)


def evidence(*found: tuple[Journey, ArtifactKind[object], object]) -> Evidence:
    """What a check is handed: journey, kind and artifact of each thing it declares."""
    return Evidence({(journey, kind.name): artifact for journey, kind, artifact in found})


# Pictures


def png(picture: NDArray[np.uint8]) -> bytes:
    """A picture in red, green and blue, as a PNG."""
    done, encoded = cv2.imencode(".png", cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
    assert done
    return encoded.tobytes()


def page(*buttons: tuple[Box, tuple[int, int, int]], size: tuple[int, int] = (600, 120)) -> NDArray[np.uint8]:
    """A white page of so many pixels with plain rectangles on it."""
    picture = np.full((size[1], size[0], 3), 255, np.uint8)
    for box, colour in buttons:
        picture[int(box.y) : int(box.bottom), int(box.x) : int(box.right)] = colour
    return picture


def removal_pictures(
    accept: tuple[int, int, int] = (0, 60, 180), reject: tuple[int, int, int] = (0, 60, 180), **fields: object
) -> RemovalPictures:
    """Two plain rectangles of the same size, in these colours, and the page without each."""
    first, second = Box(320, 40, 200, 40), Box(60, 40, 200, 40)
    whole = RemovalPictures(
        clip=Box(0, 0, 600, 120),
        scale=1.0,
        accept=first,
        reject=second,
        shown=png(page((first, accept), (second, reject))),
        without_accept=png(page((second, reject))),
        without_reject=png(page((first, accept))),
    )
    return replace(whole, **fields)
