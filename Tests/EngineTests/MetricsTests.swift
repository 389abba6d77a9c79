import Figures
import Tensors
import Testing

@Suite("Metrics by class")
struct MetricsTests {
  let metrics = ClassificationMetrics(
    predicted: [0, 1, 1, 1, 2, 2, 0, 0], actual: [0, 0, 1, 1, 1, 2, 2, 3], classes: ["a", "b", "c", "d", "e"])

  @Test(
    "Precision, recall and F1 are fractions of what was taken for a class and of what is of it; of nothing they are 0")
  func scores() {
    // By the definitions: right, taken and present are 1 3 2, 2 3 3, 1 2 2, 0 0 1 and 0 0 0.
    #expect(metrics.precision == [1.0 / 3, 2.0 / 3, 0.5, 0, 0])
    #expect(metrics.recall == [0.5, 2.0 / 3, 0.5, 0, 0])
    #expect(metrics.f1Score == [0.4, 2.0 / 3, 0.5, 0, 0])
    #expect(metrics.support == [2, 3, 2, 1, 0])
    #expect(metrics.count == 8)
    #expect(metrics.accuracy == 0.5)
    #expect(metrics.counts[0, ...] == [1, 1, 0, 0, 0])
    #expect(metrics.counts[3, 0] == 1)
  }

  @Test("Averages count each class the same, or by its examples")
  func averages() {
    #expect(metrics.macroAverage.precision == 0.3)
    #expect(abs(metrics.macroAverage.recall - (0.5 + 2.0 / 3 + 0.5) / 5) < 1e-7)
    #expect(metrics.weightedAverage.recall == metrics.accuracy, "of single labels it is the accuracy")
    #expect(abs(metrics.weightedAverage.f1Score - (0.8 + 2 + 1) / 8) < 1e-7)
    let none = ClassificationMetrics(predicted: [], actual: [], classes: ["a"])
    #expect(none.accuracy == 0 && none.macroAverage.f1Score == 0 && none.weightedAverage.recall == 0)
  }

  @Test("As text they are a table with a line for each class")
  func text() {
    let metrics = ClassificationMetrics(predicted: [0, 0, 0, 1], actual: [0, 0, 1, 1], classes: ["cat", "dog"])
    #expect(
      metrics.description == """
        class  precision  recall  F1 score  examples
        cat         0.67    1.00      0.80         2
        dog         1.00    0.50      0.67         2
        mean        0.83    0.75      0.73         4
        accuracy 0.75
        """)
  }

  @Test("A label without a name is said to be one, with its example, and whether it was predicted")
  func unnamedLabels() async throws {
    let predicted = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ClassificationMetrics(predicted: [0, 3], actual: [0, 1], classes: ["a", "b"])
    }
    #expect(
      String(decoding: try #require(predicted).standardErrorContent, as: UTF8.self).contains(
        """
        ClassificationMetrics: the predicted label 3 of example 1 is not among the 2 classes; labels go from 0 to 1.
        """))
    let actual = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ClassificationMetrics(predicted: [0], actual: [-1], classes: ["a"])
    }
    #expect(
      String(decoding: try #require(actual).standardErrorContent, as: UTF8.self)
        .contains("the actual label -1 of example 0 is not 0, that of the only class."))
    let nameless = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ClassificationMetrics(predicted: [0], actual: [0], classes: [])
    }
    #expect(
      String(decoding: try #require(nameless).standardErrorContent, as: UTF8.self)
        .contains("the predicted label 0 of example 0 has no name, as no classes were given."))
    #expect(ClassificationMetrics(predicted: [], actual: [], classes: []).accuracy == 0)
  }

  @Test("A confusion matrix is drawn of them")
  func drawn() {
    let matrix = ConfusionMatrix(metrics)
    #expect(matrix.counts == metrics.counts)
    #expect(matrix.accuracy == metrics.accuracy)
    #expect(
      ConfusionMatrix(
        predicted: [0, 1, 1, 1, 2, 2, 0, 0], actual: [0, 0, 1, 1, 1, 2, 2, 3], classes: ["a", "b", "c", "d", "e"]
      ).picture == matrix.picture)
  }

  @Test("A label among the greatest outputs counts; of equal outputs those that come first")
  func topOutputs() {
    let outputs: Tensor = [[0.1, 0.5, 0.4], [0.3, 0.3, 0.3], [0.9, 0.05, 0.05]]
    let labels: IntTensor = [2, 1, 2]
    #expect(outputs.accuracy(labels: labels, amongGreatest: 1) == 0)
    #expect(outputs.accuracy(labels: labels, amongGreatest: 2) == 2.0 / 3)
    #expect(outputs.accuracy(labels: labels, amongGreatest: 3) == 1)
    #expect(outputs.accuracy(labels: [1, 0, 0], amongGreatest: 1) == outputs.accuracy(labels: [1, 0, 0]))
  }
}
