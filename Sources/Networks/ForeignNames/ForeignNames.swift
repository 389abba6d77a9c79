// Names by which users of PyTorch and NumPy look for an operation. None of them can be called: the compiler says in one sentence
// what it is called here. A test holds them to the tables of the articles, Operations.md and FromPyTorch.md.

#if !hasFeature(Embedded)

  import Tensors

  @available(
    *, unavailable, message: "what torch.nn has are layers and losses here: the article FromPyTorch has both names"
  )
  public enum nn {
    @available(
      *, unavailable, message: "what it has are methods and functions here: the article Operations has both names"
    )
    public typealias functional = ForeignFunctions

    @available(*, unavailable, message: "the layer is Dense(inputs: 784, outputs: 10)")
    public static var Linear: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Dense(inputs: 784, outputs: 10)")
    public static var LazyLinear: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable,
      message: "the layer is Conv1D(inputChannels: 3, outputChannels: 8, kernelSize: 5), with channels last"
    )
    public static var Conv1d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable,
      message: "the layer is Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: 5), with channels last"
    )
    public static var Conv2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable,
      message: "the layer is ConvTranspose2D(inputChannels: 8, outputChannels: 3, kernelSize: 2), with channels last"
    )
    public static var ConvTranspose2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is MaxPool1D(size: 2)")
    public static var MaxPool1d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is AvgPool1D(size: 2)")
    public static var AvgPool1d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is MaxPool2D(size: 2)")
    public static var MaxPool2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is AvgPool2D(size: 2)")
    public static var AvgPool2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "to one number of each channel the layer is GlobalAvgPool2D()")
    public static var AdaptiveAvgPool2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "to one number of each channel the layer is GlobalMaxPool2D()")
    public static var AdaptiveMaxPool2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is BatchNorm(channels: 8)")
    public static var BatchNorm1d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is BatchNorm(channels: 8)")
    public static var BatchNorm2d: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is LayerNorm(features: 120)")
    public static var LayerNorm: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is GroupNorm(groups: 4, channels: 8)")
    public static var GroupNorm: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Dropout(0.5)")
    public static var Dropout: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Embedding(count: 1000, features: 16)")
    public static var Embedding: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Flatten()")
    public static var Flatten: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is UpSampling2D(factor: 2)")
    public static var Upsample: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Identity()")
    public static var Identity: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is ReLU()")
    public static var ReLU: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is LeakyReLU()")
    public static var LeakyReLU: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is GELU()")
    public static var GELU: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is SiLU()")
    public static var SiLU: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Sigmoid()")
    public static var Sigmoid: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Tanh()")
    public static var Tanh: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the layer is Softplus()")
    public static var Softplus: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable, message: "of a tensor x it is x.softmax(along: 1), as a layer Lambda { $0.softmax(along: 1) }"
    )
    public static var Softmax: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.logSoftmax(along: 1); softmaxCrossEntropy needs none")
    public static var LogSoftmax: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "it is Sequential { Dense(inputs: 2, outputs: 3); ReLU() }")
    public static var Sequential: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "it is Stack(layers), or an array of layers")
    public static var ModuleList: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "a layer of your own is a structure that conforms to Layer")
    public static var Module: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "it is Parameter(value)")
    public static var Parameter: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the loss is softmaxCrossEntropy(outputs, labels: labels)")
    public static var CrossEntropyLoss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable, message: "with the softmax in it, the loss is softmaxCrossEntropy(outputs, labels: labels)"
    )
    public static var NLLLoss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the loss is meanSquaredError(outputs, targets)")
    public static var MSELoss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the loss is meanAbsoluteError(outputs, targets)")
    public static var L1Loss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the loss is huberLoss(outputs, targets)")
    public static var HuberLoss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the loss is huberLoss(outputs, targets)")
    public static var SmoothL1Loss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the loss is binaryCrossEntropy(outputs, targets)")
    public static var BCEWithLogitsLoss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "with the sigmoid in it, the loss is binaryCrossEntropy(outputs, targets)")
    public static var BCELoss: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "initial weights are chosen by initialiser: .heNormal and the like")
    public static var `init`: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "gradients are clipped by gradients.clipped(toNorm: 1)")
    public static var utils: ForeignName<ForeignName<Tensor>> { fatalError() }
  }

  @available(*, unavailable, message: "an optimiser is a value here, as Adam(learningRate: 0.001)")
  public enum optim {
    @available(*, unavailable, message: "it is SGD(learningRate: 0.1, momentum: 0.9)")
    public static var SGD: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "it is Adam(learningRate: 0.001)")
    public static var Adam: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "it is AdamW(learningRate: 0.001)")
    public static var AdamW: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable,
      message:
        "before each step optimiser.learningRate is set to that of a schedule, LearningRateSchedule.cosine(from: 0.1, to: 0, over: 900)"
    )
    public static var lr_scheduler: ForeignName<ForeignName<Tensor>> { fatalError() }
  }

  extension Module {
    @available(*, unavailable, message: "a layer is called: layer(x)")
    public var forward: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "gradients are values: there is nothing to set to 0")
    public var zero_grad: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable, message: "the parameters by their names are namedParameters, a file of them is SafeTensors(model)"
    )
    public var state_dict: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "a model's parameters are loaded by model.load(from: path) of Notebook")
    public var load_state_dict: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable,
      message:
        "outside of valueWithGradient(at:) layers answer as in inference: leave it out, or withMode(.inference) { ... }"
    )
    public var eval: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(
      *, unavailable,
      message:
        "within valueWithGradient(at:) layers behave as in training: leave it out, or withMode(.training) { ... }"
    )
    public var train: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "the method is freeze(), or unfreeze()")
    public var requires_grad_: ForeignName<ForeignName<Tensor>> { fatalError() }
  }

  extension Optimiser {
    @available(*, unavailable, message: "gradients are values: there is nothing to set to 0")
    public var zero_grad: ForeignName<ForeignName<Tensor>> { fatalError() }

    @available(*, unavailable, message: "a module's parameters are moved by optimiser.update(model, along: gradients)")
    public func step() { fatalError() }
  }

  // With the prefix in full: `torch.nn.Linear(784, 10)`.
  @available(*, unavailable)
  extension ForeignFunctions {
    @available(
      *, unavailable, message: "what torch.nn has are layers and losses here: the article FromPyTorch has both names"
    )
    public typealias nn = Networks.nn

    @available(*, unavailable, message: "an optimiser is a value here, as Adam(learningRate: 0.001)")
    public typealias optim = Networks.optim
  }

#endif
