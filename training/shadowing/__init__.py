"""A week or two beside somebody who leads: see one, teach one, and talk it over."""
