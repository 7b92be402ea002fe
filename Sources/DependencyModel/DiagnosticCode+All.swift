extension DiagnosticCode {
  /// Every code, in alphabetical order of the ids.
  public static let all: [DiagnosticCode] = [
    .aliasCycle, .aliasExpansion, .amendNothing, .amendedTwice, .availabilityForms, .checkForm, .complexKey,
    .controlCharacter, .domainCircle,
    .duplicateID, .duplicateKey, .eachForm, .eachTooMany, .eachVariable, .emptyDomain, .emptyFault, .emptyFile,
    .emptyFolder, .emptyGroup, .emptyImport, .graphSyntax, .terraformSavedPlan, .terraformVersion, .faultTreeCircle,
    .faultTreeConstant, .faultTreeDuplicate,
    .faultTreeExpression, .faultTreeForm, .faultTreeLeftOut, .faultTreeNotCoherent, .faultTreeUndefined, .fileTooLarge,
    .formatterLostSomething, .globOutsideGroup, .includeCircle, .invalidChoice, .invalidDate, .invalidDuration,
    .invalidID, .invalidNumber, .invalidProbability, .invalidUTF8, .jsonSyntax, .lineTooLong, .matchesNothing,
    .mergeKey, .missingModelName, .misspelledKind, .modelNamesDiffer, .nestingTooDeep, .requirementForm,
    .scalarTooLong, .secondDocument, .selectorForm, .selfRequirement, .thresholdTooHigh, .undefinedAlias,
    .unknownComponent, .unknownDomain, .unknownFault, .unknownKey, .unknownSource, .unknownTag, .unreadableFile,
    .wrongType, .xmlEntity, .xmlSyntax, .yamlSyntax,
  ]
}
