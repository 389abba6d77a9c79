// `DataSets` is data from files: the readers of two formats (`IDX`, `PNG`), the sets made of what they give (`Images`), and below
// those whatever reads a file (`Files`).
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
