"""The build as one plan over tables: read, extract, settle, draft, state; see ``kg.plan.assembly``."""
