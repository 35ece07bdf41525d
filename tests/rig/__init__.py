"""Ways of a page to send a cookie or to read something, each with a twin that does not, and a server that logs."""
