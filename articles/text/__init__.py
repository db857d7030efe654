"""Pure rules about text: addresses, slugs, repair, markup. Imports nothing of ours."""
