extension DiagnosticCode {
  /// Every code, in alphabetical order of the ids.
  public static let all: [DiagnosticCode] = [
    .aliasCycle, .aliasExpansion, .amendNothing, .amendedTwice, .availabilityForms, .baselineForm, .checkForm,
    .complexKey,
    .controlCharacter, .domainCircle,
    .duplicateID, .duplicateKey, .eachForm, .eachTooLarge, .eachTooMany, .eachVariable, .emptyDomain, .emptyFault,
    .emptyFile,
    .emptyFolder, .emptyGroup, .emptyImport, .emptyPolicy, .faultTreeCircle,
    .faultTreeConstant, .faultTreeDuplicate,
    .faultTreeExpression, .faultTreeForm, .faultTreeLeftOut, .faultTreeNotCoherent, .faultTreeUndefined, .fileTooLarge,
    .formatterLostSomething, .globOutsideGroup, .graphSyntax, .importTooLarge, .includeCircle, .invalidChoice,
    .invalidDate, .invalidDuration,
    .invalidID, .invalidNumber, .invalidProbability, .invalidUTF8, .jsonSyntax, .lineTooLong, .lintForm,
    .matchesNothing,
    .mergeKey, .missingModelName, .misspelledKind, .modelNamesDiffer, .nestingTooDeep, .notAModel, .outsideFolder,
    .requirementForm, .scalarTooLong, .secondDocument, .selectionTooLarge, .selectorForm, .selfRequirement,
    .templateTooLarge, .terraformSavedPlan,
    .terraformVersion,
    .thresholdTooHigh, .tooManyRequirements, .undefinedAlias,
    .unknownComponent, .unknownDomain, .unknownFault, .unknownKey, .unknownParameter, .unknownRule, .unknownSource,
    .unknownTag,
    .unreadableFile,
    .wrongType, .xmlEntity, .xmlSyntax, .yamlSyntax,
  ]
}
