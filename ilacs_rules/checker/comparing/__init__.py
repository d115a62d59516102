"""Two versions held against each other by what they mean, not by how they are written."""
