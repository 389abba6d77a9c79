/// A chapter whose cells stand in lists, quotations, definitions, footnotes and what is included.
enum ContainerSample {
  static let chapter = """
    # A

    - One[^n]

      ```swift {#one}
      1
      ```

      ```output
      1
      ```

      after
      - deeper

        ```swift {.hide-output}
        2
        ```

        ```output
        2
        ```

        deeper still

    - ::: exercise {#exercise} Title
      Text
      :::

    > Quoted
    >
    > ```swift {.hide-output}
    > 3
    > ```
    >
    > ```output
    > 3
    > ```
    >
    > ```python {#python}
    > x
    > ```

    Term
    : ```swift {.hide-output}
      5
      ```

      ```output
      5
      ```

      Inner
      : Definition

    [^n]: Note

        ```swift {.hide-output}
        6
        ```

        ```output
        6
        ```

    1. ::: include {file="part.md"}

    [l]: https://example.org "A title"

    """

  static let included = """
    Included

    - ```swift {.hide-output}
      7
      ```

      ```output
      7
      ```

    [a link][l]
    """
}
