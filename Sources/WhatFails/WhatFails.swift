// The whole library under one name: reading and importing models, answers, checks, reports and pictures.
@_exported public import CascadeReplay
@_exported public import CloudSources
@_exported public import ClusterSources
@_exported public import DependencyModel
@_exported public import Diagrams
@_exported public import FaultTreeSources
@_exported public import Importers
@_exported public import ModelChecks
@_exported public import ModelFormats
@_exported public import ObservedSources
@_exported public import Reports
@_exported public import ResilienceAnalysis
