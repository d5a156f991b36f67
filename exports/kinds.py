"""Every kind of node, in the order of a legend, as it is called there."""

from __future__ import annotations

from kg.schema import NodeKind

KIND_NAMES: dict[NodeKind, str] = {
    NodeKind.PAPER: "papers",
    NodeKind.METHOD: "methods",
    NodeKind.MODEL: "models",
    NodeKind.DATASET: "data sets",
    NodeKind.TASK: "tasks",
    NodeKind.METRIC: "metrics",
    NodeKind.REPOSITORY: "repositories",
    NodeKind.PAGE: "pages",
    NodeKind.RESULT: "results",
}
