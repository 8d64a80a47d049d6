"""The page « D’où vient ce chiffre ? » and its wording."""
