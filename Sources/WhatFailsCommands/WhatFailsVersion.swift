/// The version of the program, which the scripts in `.ci/dist` read as well.
enum WhatFailsVersion {
  static let text = "0.1.0"
}
