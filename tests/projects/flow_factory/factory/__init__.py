from .flows import build_flow
