"""Print facts: signs, units, decimals and days as each language writes them."""
