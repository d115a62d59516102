"""How often those who inspect were in contact with each case: counted as told, and as policies would have asked."""
