import Testing

@testable import Figures

@Suite("Messages of figures")
struct FigureMessageTests {
  static let messages: [(String, String)] = [
    (
      LineChart.unequal("loss", 3, 2),
      "LineChart: the line \"loss\" has 3 positions and 2 values; expected as many of both."
    ),
    (
      ScatterPlot.unequal("a", 3, 2),
      "ScatterPlot: the series \"a\" has 3 and 2 numbers for its axes; expected as many of both."
    ),
    (ScatterPlot.shape([3]), "ScatterPlot: points of shape [3] were given; expected [point, 2]."),
    (
      ScatterPlot.labels([3, 2], [4]),
      "ScatterPlot: points of shape [3, 2] and labels of shape [4] do not fit; expected [point, 2] and [point]."
    ),
    (ScatterPlot.label(2, 1, 0), "ScatterPlot: label 2 of point 1 has no name, as no classes were given."),
    (ScatterPlot.label(2, 1, 1), "ScatterPlot: label 2 of point 1 is not 0, that of the only class."),
    (
      ScatterPlot.label(2, 0, 2),
      "ScatterPlot: label 2 of point 0 is not among the 2 classes; labels go from 0 to 1."
    ),
    (
      ScatterPlot.tooMany(20_000),
      "ScatterPlot: 20000 points were given; expected at most 10000, which a random part of them would be."
    ),
    (
      RidgelinePlot.tooMany(61),
      "RidgelinePlot: 61 steps were given; expected at most 60, which each second or third of them would be."
    ),
    (
      LearningCurves.order("loss", 2, 3),
      "LearningCurves: epoch 2 of \"loss\" was given after epoch 3; expected a later one, as each has one value."
    ),
    (RidgelinePlot.unequal(1, 2), "RidgelinePlot: 1 step and 2 tensors were given; expected as many of both."),
    (FigureGrid.count(0), "FigureGrid: 0 figures were given; expected 1 to 24."),
    (FigureGrid.columns(0, 1), "FigureGrid: 0 columns were asked for 1 figure; expected at least 1."),
    (
      FigureGrid.madeElsewhere(1),
      "FigureGrid: figure 1 is a picture made elsewhere; expected charts, maps, grids or diagrams."
    ),
    (
      FigureGrid.hasSteps(0),
      "FigureGrid: figure 0 has steps; expected figures without, and a `SteppingFigure` of grids for several states."
    ),
    (Histogram.bins(0, 1), "Histogram: 0 bins were asked for 1 value; expected 1 to 200."),
    (
      Histogram.range(1, 1),
      "Histogram: the range from 1.0 to 1.0 cannot be divided; expected two finite numbers, the second greater."
    ),
    (BarChart.unequal(1, 2), "BarChart: 1 label and 2 values were given; expected as many of both."),
    (
      HeatMap.labels(3, 1, [2, 4]),
      "HeatMap: 3 column labels for a matrix of shape [2, 4]; expected 4, one for each column, and at most 64."
    ),
    (
      HeatMap.negativeDigits(-1, [2, 4]),
      "HeatMap: -1 digits after the point were asked for in a matrix of shape [2, 4]; expected 0 or more."
    ),
    (
      KernelGrid.shape([5, 5, 6]),
      "KernelGrid: filters of shape [5, 5, 6] were given; expected [height, width, input channel, output channel] "
        + "or [height, width], and 1 to 10,000 weights."
    ),
    (
      KernelGrid.columns(0, [5, 5]),
      "KernelGrid: 0 columns were asked for filters of shape [5, 5]; expected at least 1."
    ),
    (
      FeatureMapGrid.shape([2, 3, 3, 4]),
      "FeatureMapGrid: maps of shape [2, 3, 3, 4] were given; expected [1, height, width, channel], "
        + "[height, width, channel] or [height, width], none of them 0, and at most 128 channels; of a batch select one example, as in x[0, ...]."
    ),
    (
      FeatureMapGrid.amounts(0, 2, [3, 3]),
      "FeatureMapGrid: 0 cells to a side and 2 columns were asked for maps of shape [3, 3]; expected at least 1."
    ),
    (
      ConfusionMatrix.unequal([3], [4]),
      "ConfusionMatrix: predicted classes of shape [3] and actual ones of shape [4] were given; "
        + "expected [example] for both."
    ),
    (
      ConfusionMatrix.classes(0, [4]),
      "ConfusionMatrix: 0 names of classes were given for labels of shape [4]; expected 1 to 40."
    ),
    (
      ConfusionMatrix.label(9, 2, 3),
      "ConfusionMatrix: label 9 of example 2 is not among the 3 classes; labels go from 0 to 2."
    ),
    (ImageGrid.count(0), "ImageGrid: 0 images were given; expected 1 to 400."),
    (
      ImageGrid.shape([2, 2, 4]),
      "ImageGrid: an image of shape [2, 2, 4] was given; expected [height, width], [height, width, 1] or "
        + "[height, width, 3], with [image] in front for several, and no length 0; [image, height, width] is one image where its "
        + "last length is 1 or 3."
    ),
    (
      ImageGrid.captions(2, 3),
      "ImageGrid: 3 images with 2 captions; expected one for each, or none."
    ),
    (
      ImageGrid.marked(3, 3),
      "ImageGrid: image 3 was to be marked among 3 images; numbers go from 0 to 2."
    ),
    (ImageGrid.columns(0, 3), "ImageGrid: 0 columns were asked for 3 images; expected at least 1."),
    (
      ImageGrid.labels([2], [3], [3, 28, 28]),
      "ImageGrid: predicted classes of shape [2] and actual ones of shape [3] do not fit images of shape [3, 28, 28]; "
        + "expected [image] for both."
    ),
    (
      ImageGrid.label(10, 0, 10),
      "ImageGrid: label 10 of image 0 is not among the 10 classes; labels go from 0 to 9."
    ),
  ]

  @Test("Every message is one sentence with the figure, what was given and what was expected", arguments: messages)
  func sentences(message: String, expected: String) {
    #expect(message == expected)
  }
}
