"""Tables, queries, artifact files and manifests."""
