"""The intermediate representation: flows, nodes, edges, extents."""
