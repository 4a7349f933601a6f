"""No module of the package imports another that leads back to it."""

from graphlib import TopologicalSorter

import grimp


def test_no_imports_go_round() -> None:
    graph = grimp.build_graph("smartclient")
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 500
    # raises CycleError, which names the circle
    TopologicalSorter(imports).prepare()
