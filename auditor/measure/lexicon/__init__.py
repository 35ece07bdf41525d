"""Words of consent banners in many languages: word lists as data, and what labels and texts mean by them."""
