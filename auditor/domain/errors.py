"""Everything that can go wrong, each with a stable code. The docstring is the default message."""


class AuditorError(Exception):
    """The auditor failed."""

    code = "auditor-error"

    def __init__(self, message: str = "") -> None:
        """Keep `message`, or the class docstring when there is none."""
        super().__init__(message or (type(self).__doc__ or "").strip())

    @property
    def message(self) -> str:
        """One line for a person."""
        return " ".join(str(self).split())


class TargetRefused(AuditorError):
    """This address is not audited."""

    code = "target-refused"


class BrowserMissing(AuditorError):
    """No Chrome or Chromium was found: run `auditor browser install`, or set AUDITOR_BROWSER to its path."""

    code = "browser-missing"


class BrowserFailed(AuditorError):
    """The browser stopped or did not answer."""

    code = "browser-failed"


class SiteUnreachable(AuditorError):
    """The site could not be reached."""

    code = "site-unreachable"


class TlsFailed(AuditorError):
    """The site's certificate was not accepted; for a staging site use --ignore-certificate-errors."""

    code = "tls-error"


class HttpFailed(AuditorError):
    """The site answered with an error."""

    code = "http-error"


class NotHtml(AuditorError):
    """The address does not serve an HTML page."""

    code = "not-html"


class LoadTimeout(AuditorError):
    """The page did not load within the limit."""

    code = "load-timeout"


class SelectorInvalid(AuditorError):
    """This is no CSS selector."""

    code = "selector-invalid"


class ControlNotFound(AuditorError):
    """Nothing on the page matches the selector."""

    code = "control-not-found"


class ControlAmbiguous(AuditorError):
    """The selector matches more than one visible element."""

    code = "control-ambiguous"


class ControlInvisible(AuditorError):
    """What the selector matches cannot be seen on the screen."""

    code = "control-invisible"


class ControlsNested(AuditorError):
    """The two selectors lead to the same element, or to one inside the other."""

    code = "controls-nested"


class OutputRefused(AuditorError):
    """The output folder cannot be written."""

    code = "output-refused"


class AuditTimeout(AuditorError):
    """The audit did not end within its limit; raise it with --timeout."""

    code = "audit-timeout"


class AuditInterrupted(AuditorError):
    """The program ended before the audit did."""

    code = "audit-interrupted"


class JourneyImpossible(AuditorError):
    """The journey could not be completed on this site."""

    code = "journey-impossible"


class UndeclaredEvidence(AuditorError):
    """A check read evidence that it does not declare."""

    code = "undeclared-evidence"


class UnknownAudit(AuditorError):
    """There is no audit with this id."""

    code = "unknown-audit"


class BundleDamaged(AuditorError):
    """An artifact is missing or differs from its digest."""

    code = "bundle-damaged"


class UnknownName(AuditorError):
    """This name is not known."""

    code = "unknown-name"
