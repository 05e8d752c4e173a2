"""Where the sources disagree, found by one query for each kind and kept as data.

The queries lie beside this module. Nothing is reconciled.
"""

from graph_data.conflicts.detection import CONFLICTS, conflict_quads
from graph_data.conflicts.kinds import KINDS, ConflictKind

__all__ = ["CONFLICTS", "KINDS", "ConflictKind", "conflict_quads"]
