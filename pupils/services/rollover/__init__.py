"""A whole school begins a new year: asked for, applied, taken back."""
