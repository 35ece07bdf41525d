"""The one error of all decoders."""


class SignalUnreadable(ValueError):
    """The text is no consent signal of the form it claims to be; the message says where it breaks."""
