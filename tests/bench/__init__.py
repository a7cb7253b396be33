"""How fast is it, against a floor measured side by side in the same run? Run by ``make bench``; never a test."""
