"""Other libraries' reading of the same strings, to compare our decoders with."""
