/// The names that cells can use of the engine and of what shows its values: public types and functions, but for functions that Swift has
/// for plain numbers too. A test holds the list to the sources.
package enum EngineNames {
  package static let all: Set<String> = [
    "Adam", "AdamW", "AvgPool1D", "AvgPool2D", "AxisIndices", "AxisSelection", "BarChart", "BatchNorm", "Batches",
    "Chain",
    "ClassificationMetrics", "ConditionalLayer", "ConfusionMatrix", "Conv1D", "Conv2D", "ConvTranspose2D",
    "CorrelationDiagram", "DataFileError", "Dense", "Drawable", "Dropout", "ElementwiseEquatable", "Embedding",
    "FashionMNIST", "FeatureMapGrid", "FigureGrid", "Flatten", "FunctionLayer", "GELU", "GlobalAvgPool2D",
    "GlobalMaxPool2D", "Gradients", "GroupNorm", "HTML", "HeatMap", "Histogram", "IDX", "Identity", "ImageGrid",
    "ImageSet",
    "Initialiser", "IntTensor", "KernelGrid", "Lambda", "Layer", "LayerBuilder", "LayerLabel", "LayerMode",
    "LayerNorm", "LeakyReLU", "LearningCurves", "LearningRateSchedule", "LineChart", "LoadingReport", "MNIST",
    "MaxPool1D", "MaxPool2D", "Model", "Module", "Optimiser", "OptimiserMemory", "PNG", "Padding", "Parameter",
    "Picture",
    "PoolingDiagram", "RandomGenerator", "ReLU", "Residual", "RidgelinePlot", "SGD", "SafeTensors",
    "SafeTensorsError", "ScatterPlot", "Sequential", "SiLU", "Sigmoid", "Sliceable", "Softplus", "Stack",
    "SteppingFigure", "Summary", "Table", "Tanh", "Tensor", "Threads", "TrainTestSplit", "UpSampling2D", "avgPool1d",
    "avgPool2d",
    "binaryCrossEntropy", "conv2d", "convTranspose2d", "dotProduct", "einsum", "gradient", "huberLoss",
    "matmul", "maxPool1d", "maxPool2d", "meanAbsoluteError", "meanSquaredError", "outerProduct", "seed", "show",
    "softmaxCrossEntropy", "valueWithGradient", "withMode",
  ]

  /// Public methods of its types, but for those of names that Swift's own types have for methods too.
  package static let methods: Set<String> = [
    "accuracy", "argmax", "argmin", "assign", "batch", "batchNormalized", "broadcast", "checkingFinite", "clamped",
    "clipped", "cos", "counts", "cumulativeSum", "detached", "erf", "exp", "expanded", "flattened", "flipped",
    "freeze", "gelu", "greatest", "highest", "isFinite", "isInfinite", "isNaN", "layerNormalized", "leakyReLU", "log",
    "logSoftmax", "logSumExp", "lowerTriangle", "lowest", "mean", "norm", "noting", "oneHot", "output", "padded",
    "picked",
    "power", "product", "randomlyCropped", "randomlyFlipped", "randomlyShifted", "reciprocal", "relu", "repeated",
    "reshaped", "resized", "rolled", "rotated", "rows", "select", "selected", "sigmoid", "silu", "sin", "sliced",
    "softmax", "softmaxCrossEntropy", "softplus", "sortedIndices", "squared", "squeezed", "standardDeviation", "sum",
    "summary", "tanh", "tiled", "transposed", "unfolded", "unfreeze", "unstacked", "upperTriangle", "variance",
  ]
}
