"""The functions by which consent platforms open their dialog again.

They complete the technical part of a withdrawal where a visitor finds no way back; for the visitor there is still none.
Names from the vendors' public documentation; each is called only where the page offers it.
"""

import asyncio

from auditor.capture.errors import PlaywrightError
from auditor.capture.session import Session

LIMIT_S = 3.0  # for one call; our choice
# The name of the function as a page offers it, and the call that opens the dialog.
FUNCTIONS = (
    ("OneTrust.ToggleInfoDisplay", "OneTrust.ToggleInfoDisplay()"),
    ("Cookiebot.renew", "Cookiebot.renew()"),
    ("Didomi.preferences.show", "Didomi.preferences.show()"),
    ("UC_UI.showSecondLayer", "UC_UI.showSecondLayer()"),
    ("__ucCmp.showSecondLayer", "__ucCmp.showSecondLayer()"),
    ("_sp_.gdpr.loadPrivacyManagerModal", "_sp_.gdpr.loadPrivacyManagerModal()"),
    ("openAxeptioCookies", "openAxeptioCookies()"),
    ("tarteaucitron.userInterface.openPanel", "tarteaucitron.userInterface.openPanel()"),
    ("_iub.cs.api.openPreferences", "_iub.cs.api.openPreferences()"),
    ("revisitCkyConsent", "revisitCkyConsent()"),
    ("klaro.show", "klaro.show()"),
    ("CookieConsent.showPreferences", "CookieConsent.showPreferences()"),
    ("Osano.cm.showDrawer", "Osano.cm.showDrawer()"),
    ("__cmp", "__cmp('showScreen')"),
    ("googlefc.showRevocationMessage", "googlefc.showRevocationMessage()"),
    ("BorlabsCookie.Consents", "BorlabsCookie.Dialog && BorlabsCookie.Dialog.open()"),
    ("CookieControl.open", "CookieControl.open()"),
    ("displayPreferenceModal", "displayPreferenceModal()"),
    ("__tcfapi", "__tcfapi('displayConsentUi', 2, () => 0)"),
)
_CALL = """([name, call]) => {
  let found = window;
  try { for (const part of name.split(".")) found = found[part]; } catch { return false; }
  if (found === undefined || found === null) return false;
  try { (0, eval)(call); return true; } catch { return false; }
}"""


async def reopen_by_function(session: Session) -> str | None:
    """Call the first function that the page offers; its name, or None where there is none."""
    for name, call in FUNCTIONS:
        try:
            async with asyncio.timeout(LIMIT_S):
                if await session.page.evaluate(_CALL, [name, call]):
                    await session.settle()
                    return name
        except (PlaywrightError, TimeoutError):
            continue
    return None
