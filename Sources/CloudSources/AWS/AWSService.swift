/// A service of AWS: everything that the tables say about it.
///
/// Each service is a file in `Services`. To add one, add its file and its name in ``all``. Only the kinds that `types` gives
/// are elsewhere, in `KindVocabulary`: models, reports and pictures must know a kind's family and its words, and they know
/// no importer.
struct AWSService: Sendable {
  /// What its resources are, by Terraform's types.
  var types: [CloudType] = []
  /// What the attributes mean that name other resources, in Terraform's names.
  var rules: [CloudRule] = []
  /// The attributes that name other resources, and mean more than a rule can say.
  var places: [CloudPlace] = []
  /// How many alike a resource stands for.
  var counts: [CloudCount] = []
  /// How much work a resource can do.
  var limits: [CloudLimit] = []
  /// How a resource calls what its attributes name.
  var callTerms: [CloudCalls] = []
  /// What the types join that are no components.
  var links: [CloudLink] = []
  /// Terraform's names for those of CloudFormation.
  var cloudFormation: [CloudFormationType] = []
  /// The answers of the AWS command line.
  var answers: [AWSAnswer] = []
  /// The calls that ask for these answers.
  var calls: [AWSCallTable.Line] = []

  /// All services, in the order in which an account is asked for them. Answers with the same key at the top are tried in this
  /// order, too.
  static let all: [AWSService] = [
    .vpc, .directConnect, .networkFirewall, .ec2, .autoScaling, .elasticLoadBalancing, .rds, .documentDB, .neptune,
    .elastiCache, .efs, .fsx, .memoryDB, .openSearch, .dynamoDB, .dax, .redshift, .msk, .mq, .lambda, .ecs, .eks,
    .apiGateway, .appSync, .sqs, .sns, .kinesis, .eventBridge, .stepFunctions, .kms, .secretsManager, .ecr, .cloudWatch,
    .route53, .cloudFront, .globalAccelerator, .iam, .s3, .batch, .elasticBeanstalk, .appRunner, .appStream,
    .certificateManager,
    .waf, .cloudMap, .appMesh, .lattice, .backup, .systemsManager, .cognito, .directory, .cloudTrail, .emr,
    .developerTools,
    .stacks, .sts, .tagging,
  ]
}
