"""An estate at a glance: every flow below some folders, and how it compiles."""
