"""Local fixture sites with real consent libraries."""
