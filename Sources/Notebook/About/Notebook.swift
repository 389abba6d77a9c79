// What a cell can use without an import of its own: the engine, the data sets and the figures.
@_exported import DataSets
@_exported import Figures
@_exported import Networks
@_exported import Tensors
