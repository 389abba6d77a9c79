// What a cell can use without an import of its own: the engine and the figures.
@_exported import Figures
@_exported import Networks
@_exported import Tensors
