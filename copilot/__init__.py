"""The agent, the ledger of facts, the checking of what a model wrote, and the answer."""
