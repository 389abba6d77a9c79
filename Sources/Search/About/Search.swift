// `Search` is the words of a book's sections, and the index in which a page looks them up.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
