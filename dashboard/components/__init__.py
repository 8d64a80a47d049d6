"""The pieces of a page: French wording, controls, legend, tables, cards."""
