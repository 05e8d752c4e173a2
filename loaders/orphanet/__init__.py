"""What the files of Orphanet have in common."""
