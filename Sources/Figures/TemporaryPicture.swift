public struct Picture { public var svg: String; public var description: String }
public protocol Drawable { var picture: Picture { get } }
