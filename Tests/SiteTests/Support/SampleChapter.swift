import Book

/// A chapter that has everything a page can show. To look at it in a browser:
///
///     COLOPHON_SAMPLE=/tmp/sample swift test --filter SampleSite
enum SampleChapter {
  static let markdown = #"""
    ---
    description: A network that looks at pictures should look the way we do, at one small place, then the next, with the same eyes.
    ---

    # Convolutions for *images*

    An image of a million pixels and three colours has $1000 \times 1000 \times 3 = 3\,000\,000$ numbers. A layer that joins each
    of them to every unit behind it would need as many weights again, **for one unit**. There must be a better way; it is called
    a `Conv2D`.

    ## The cross-correlation operation

    Slide a small window, the *kernel*, over the image. At every place multiply what the window covers with the kernel, entry by
    entry, and add up:

    $$ Y_{i,j} = \sum_{a=0}^{h-1} \sum_{b=0}^{w-1} X_{i+a,\,j+b}\, K_{a,b} $$

    Two loops say the same thing in Swift. See [the next chapter](padding.md#why) for what happens at the edges.

    ```swift {#correlate caption="The first step of the window. The shaded entries give the shaded output."}
    /// The window's sum at every place.
    func correlate(_ x: Tensor, with kernel: Tensor) -> Tensor {
        let (h, w) = (kernel.shape[0], kernel.shape[1])
        var y = Tensor(zeros: [x.shape[0] - h + 1, x.shape[1] - w + 1])
        for i in 0..<y.shape[0] {
            for j in 0..<y.shape[1] {
                y[i, j] = (x[i..<i + h, j..<j + w] * kernel).sum()  // one number
            }
        }
        return y
    }
    figure(correlate([[0, 1, 2], [3, 4, 5], [6, 7, 8]], with: [[0, 1], [2, 3]]))
    ```

    ![A 3 by 3 input, a 2 by 2 kernel and the 2 by 2 output; the shaded corner gives 19.](figures/correlate.svg){#fig-window}

    ### Its shape

    The window fits in $h - k + 1$ places.

    ```swift
    correlate([[0, 1, 2], [3, 4, 5], [6, 7, 8]], with: [[0, 1], [2, 3]])
    ```

    ```output
    [[19, 25],
     [37, 43]]
    shape [2, 2]
    ```

    ## Detecting an edge

    A kernel of one row, 1 and −1, answers a question: does the image change from here to its right neighbour? Where nothing
    changes the two terms cancel and the output is 0.

    - A white image with a black band changes *twice* in each row.
    - Its transpose does not change at all.

    > The same detector is useful everywhere: that is what a convolution assumes.

    ```swift {#edge caption="An image with a black band, and its edges."}
    var image = Tensor(ones: [6, 8])
    image[0..<6, 2..<6] = 0
    let edges = correlate(image, with: [[1, -1]])
    show(image, edges)
    ```

    ```output
    [[1, 1, 0, 0, 0, 0, 1, 1],
     [1, 1, 0, 0, 0, 0, 1, 1],
     [1, 1, 0, 0, 0, 0, 1, 1],
     [1, 1, 0, 0, 0, 0, 1, 1],
     [1, 1, 0, 0, 0, 0, 1, 1],
     [1, 1, 0, 0, 0, 0, 1, 1]]
    shape [6, 8]
    ```

    ```output
    [[0, 1, 0, 0, 0, -1, 0],
     [0, 1, 0, 0, 0, -1, 0],
     [0, 1, 0, 0, 0, -1, 0],
     [0, 1, 0, 0, 0, -1, 0],
     [0, 1, 0, 0, 0, -1, 0],
     [0, 1, 0, 0, 0, -1, 0]]
    shape [6, 7]
    ```

    ## Learning a kernel

    We knew what to look for, so we wrote 1 and −1 down. Had we only the two pictures, gradient descent could have found the
    kernel. In five reports the loss falls from [6.740](<=losses.first!>) to [0.072](<=losses.last!>), and the kernel ends a hair
    from the one we hid.

    ```swift {#learn}
    var layer = Conv2D(kernel: [[0.31577389, 0.18771399]])
    for step in 1...10 {
        let (loss, gradient) = valueWithGradient(at: layer) { layer in
            (layer(image) - edges).squared().sum()
        }
        layer.kernel -= 3e-2 * gradient.kernel
        if step.isMultiple(of: 2) { print("step \(step)   loss \(loss, digits: 3)") }
    }
    layer.kernel
    plot(losses)
    ```

    ```output
    step  2   loss 6.740
    step  4   loss 1.719
    step  6   loss 0.529
    step  8   loss 0.188
    step 10   loss 0.072
    ```

    ```output
    [[1.01624, -0.96218]]
    shape [1, 2]
    ```

    ![Loss over ten steps, falling from 6.74 to 0.07](figures/learn.svg)

    ```swift {.fold caption="How long that took."}
    import Foundation
    @MainActor struct Stopwatch<Value: Sendable> { let start = Date(), value: Value? = nil }
    print("a line that is too long for the frame and has to scroll inside of it, so that the page itself never scrolls")
    ```

    ```swift {.volatile}
    print(clock.now)
    ```

    ```output
    0.0213 seconds
    ```

    ```swift {.no-run}
    try await fetch("https://example.org/\(name)?a=1&b=2")
    ```

    ```python
    y = conv2d(x, k)  # shown, not run
    ```

    | a table | is later |

    ```math
    K \leftarrow K - \eta \, \frac{\partial L}{\partial K}, \qquad \mathbb{R}^{m \times n} \ni \mathbf{A} = \begin{pmatrix} 1 & 0 \\ 0 & -1 \end{pmatrix}
    ```

    <details><summary>Exercise 1 · Which kernel finds horizontal edges?</summary>

    The transpose of this one.

    </details>

    ## Exercises

    1. Run the kernel over the transposed image. What do you see?
    2. What is the receptive field of an entry after two layers?

    ```swift
    [1, 2, 3].withUnsafeBufferPointer { $0[3] }
    ```

    ```swift
    let after = 1
    ```
    """#

  static let figures = ["figures/correlate.svg": window, "figures/learn.svg": curve]

  private static let window = """
    <svg xmlns="http://www.w3.org/2000/svg" width="560" height="170" viewBox="0 0 560 170" font-family="monospace" font-size="15" text-anchor="middle">
    <title>A window</title>
    <g transform="translate(10 30)" fill="none" stroke="currentColor"><rect x="0" y="0" width="80" height="80" fill="#1f5fae" fill-opacity=".18" stroke="none"/>
    <path d="M0 0h120v120h-120zM40 0v120M80 0v120M0 40h120M0 80h120"/></g>
    <g fill="currentColor"><text x="30" y="56">0</text><text x="70" y="56">1</text><text x="110" y="56">2</text><text x="30" y="96">3</text><text x="70" y="96">4</text><text x="110" y="96">5</text><text x="30" y="136">6</text><text x="70" y="136">7</text><text x="110" y="136">8</text>
    <text x="70" y="18" font-style="italic">Input</text><text x="470" y="76">0·0 + 1·1</text><text x="470" y="96">+ 3·2 + 4·3</text><text x="470" y="118" font-weight="bold">= 19</text></g>
    </svg>
    """

  private static let curve = """
    <svg xmlns="http://www.w3.org/2000/svg" width="300" height="170" viewBox="0 0 300 170" font-family="monospace" font-size="11">
    <path d="M40 12V138H292" fill="none" stroke="currentColor"/><path d="M90 25 L140 109 L190 129 L240 135 L290 137" fill="none" stroke="var(--accent, #1f5fae)" stroke-width="2"/>
    <g fill="currentColor" text-anchor="end"><text x="34" y="142">0</text><text x="34" y="16">7.5</text><text x="90" y="156">2</text><text x="290" y="156">10</text></g>
    </svg>
    """

  /// The chapter with a failed cell and one below it that did not run.
  static var sample: Sample {
    var sample = Sample(markdown, file: "convolutions.md", pictures: figures)
    let last = sample.report.cells.count - 1
    sample.report.cells[last].verdict = .notRun
    sample.report.cells[last - 1].verdict = .failed(
      CellFailure(.fatalError(words: "Index out of range"), line: 163))
    return sample
  }
}
