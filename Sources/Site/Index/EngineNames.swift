/// The names that cells can use of the engine and of what shows its values: public types and functions, but for functions that Swift has
/// for plain numbers too. A test holds the list to the sources.
package enum EngineNames {
  package static let all: Set<String> = [
    "Adam", "AdamW", "AvgPool2D", "AxisIndices", "AxisSelection", "BarChart", "BatchNorm", "Batches", "Chain",
    "ConditionalLayer", "ConfusionMatrix", "Conv2D", "ConvTranspose2D", "CorrelationDiagram", "DataFileError",
    "Dense", "Drawable", "Dropout", "ElementwiseEquatable", "FashionMNIST", "FeatureMapGrid", "Flatten", "GELU",
    "Gradients", "HeatMap", "Histogram", "IDX", "Identity", "ImageGrid", "ImageSet", "Initialiser", "IntTensor",
    "KernelGrid", "Lambda", "Layer", "LayerBuilder", "LayerLabel", "LayerMode", "LayerNorm", "LeakyReLU",
    "LearningRateSchedule", "LineChart", "MNIST", "MaxPool2D", "Model", "Module", "Optimiser", "OptimiserMemory",
    "PNG", "Padding", "Parameter", "ParameterFileError", "Picture", "RandomGenerator", "ReLU", "Residual", "SGD",
    "SafeTensors", "SafeTensorsError", "Sequential", "Sigmoid", "Softplus", "Stack", "Summary", "Tanh", "Tensor",
    "Threads", "TrainTestSplit", "avgPool2d", "binaryCrossEntropy", "conv2d", "convTranspose2d", "dot",
    "gradient", "matmul", "maxPool2d", "meanSquaredError", "seed", "show",
    "softmaxCrossEntropy", "valueWithGradient", "withMode",
  ]
}
