"""What several pages use: identifiers, controls, links, wording."""
