// `Networks` is layers (`Layers`) and how they are put together (`Composition`), what they learn (`Parameters`) and by what
// (`Losses`, `Training`), and what is kept and shown of them (`Files`, `Summary`).
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
