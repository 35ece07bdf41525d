"""Text as pages write it, made fit for files: JavaScript may hold halves of characters, UTF-8 may not."""


def whole(text: str) -> str:
    """The text with halves of characters that belong together joined; lone ones and NUL become U+FFFD."""
    if "\0" in text:  # which PostgreSQL's texts cannot hold
        text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
