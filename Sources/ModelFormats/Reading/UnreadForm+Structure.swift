/// Forms that are YAML or JSON.
extension UnreadForm {
  private static let unreadARM =
    "it is not read; name a Terraform plan or state of the same resources, or write them as a model"

  /// A form by the keys at its top.
  static func structure(_ document: SyntaxNode, _ name: String) -> UnreadForm? {
    switch document.content {
    case .mapping(let pairs): return mapping(Keys(pairs), name)
    case .sequence(let items): return items.first.flatMap { list(Keys($0)) }
    case .scalar, .null: return nil
    }
  }

  /// The entries of a mapping by key.
  private struct Keys {
    var values: [String: SyntaxNode] = [:]

    init(_ pairs: [(key: SyntaxNode, value: SyntaxNode)]) {
      for (key, value) in pairs { if let key = key.text { values[key] = value } }
    }

    init(_ node: SyntaxNode?) {
      if case .mapping(let pairs)? = node?.content { self.init(pairs) } else { self.init([]) }
    }

    func has(_ names: String...) -> Bool { names.allSatisfy { values[$0] != nil } }
    func hasAny(_ names: String...) -> Bool { names.contains { values[$0] != nil } }
    func isMapping(_ name: String) -> Bool { if case .mapping? = values[name]?.content { true } else { false } }
    func isList(_ name: String) -> Bool { if case .sequence? = values[name]?.content { true } else { false } }
    subscript(name: String) -> SyntaxNode? { values[name] }
  }

  private static func list(_ keys: Keys) -> UnreadForm? {
    if keys.hasAny("Id", "ID"),
      keys.hasAny("NetworkSettings", "State", "RepoTags", "HostConfig", "Image", "Config", "Driver")
    {
      return UnreadForm(
        "the output of 'docker inspect'", "run 'docker compose config > compose.yaml', and name compose.yaml")
    }
    if keys.has("hosts"),
      keys.hasAny("tasks", "roles", "name", "become", "gather_facts", "vars") || keys.has("import_playbook")
    {
      return UnreadForm(
        "a playbook of Ansible", "it says how hosts are set up, not what they need; write that as a model")
    }
    return nil
  }

  private static func mapping(_ keys: Keys, _ name: String) -> UnreadForm? {
    infrastructure(keys, name) ?? containers(keys, name) ?? programs(keys, name)
  }

  /// Languages from which infrastructure is made.
  private static func infrastructure(_ keys: Keys, _ name: String) -> UnreadForm? {
    let terraform: Set<String> = [
      "terraform", "provider", "resource", "data", "module", "variable", "output", "locals", "//",
    ]
    if Set(keys.values.keys).isSubset(of: terraform),
      ["resource", "module", "provider"].contains(where: keys.isMapping)
    {
      return named(".tf")
    }
    if !keys.values.isEmpty, keys.values.values.allSatisfy({ Keys($0).has("value", "type", "sensitive") }) {
      return UnreadForm("the outputs of Terraform", "run 'terraform show -json > state.json', and name state.json")
    }
    if keys["$schema"]?.text?.contains("deploymentTemplate.json") == true || keys.has("contentVersion", "resources") {
      return UnreadForm("an ARM template of Azure", unreadARM)
    }
    if keys.has("deployment", "version") || name.hasPrefix("pulumi.") && keys.hasAny("runtime", "config")
      || keys.has("name", "runtime", "resources")
    {
      return UnreadForm(
        "a file of Pulumi", "it is not read; name answers of the AWS command line, Kubernetes objects, or a model")
    }
    if name == "cdk.json" || keys.has("app", "context") || keys.has("artifacts", "version") {
      return UnreadForm("a file of the AWS CDK", "run 'cdk synth > template.yaml', and name template.yaml")
    }
    if keys.has("service", "provider"), keys.hasAny("functions", "resources") {
      return UnreadForm(
        "a file of the Serverless Framework",
        "run 'serverless package', and name .serverless/cloudformation-template-update-stack.json")
    }
    if Keys(keys["Job"]).hasAny("TaskGroups", "ID") {
      return UnreadForm("a job of Nomad", "it is not read; write it as a model, or name traces of its services")
    }
    if Keys(keys["all"]).hasAny("hosts", "children") || keys.has("_meta") {
      return UnreadForm("an inventory of Ansible", "it lists hosts without what they need; write it as a model")
    }
    if Keys(keys["model"]).hasAny("softwareSystems", "people") {
      return UnreadForm(
        "a workspace of Structurizr",
        "run 'structurizr-cli export -workspace FILE -format dot', and name the .dot files")
    }
    return nil
  }

  /// What runs containers.
  private static func containers(_ keys: Keys, _ name: String) -> UnreadForm? {
    if keys.isList("releases") || name.hasPrefix("helmfile") {
      return UnreadForm("a Helmfile", "run 'helmfile template > manifests.yaml', and name manifests.yaml")
    }
    if keys.has("apiVersion", "name", "version"), keys["kind"] == nil { return helmValues }
    if named(name) == helmValues { return helmValues }
    if keys.isList("resources") || keys.isList("bases"), keys.values.keys.allSatisfy({ kustomizeKeys.contains($0) }) {
      return kustomization
    }
    let services = keys.values.values.map { Keys($0) }
    if !services.isEmpty, services.allSatisfy({ $0.hasAny("image", "build", "extends") }),
      services.contains(where: { $0["image"]?.text != nil || $0["build"] != nil })
    {
      return UnreadForm("a Compose file of version 1", "put its services under the key 'services'")
    }
    if keys.has("Id"), keys.hasAny("NetworkSettings", "RepoTags", "HostConfig") || keys.has("ID", "Image", "Names") {
      return UnreadForm("the output of docker", "run 'docker compose config > compose.yaml', and name compose.yaml")
    }
    if keys.has("ID", "Image", "Names") || keys.has("schemaVersion", "mediaType") {
      return UnreadForm("a file of docker", "run 'docker compose config > compose.yaml', and name compose.yaml")
    }
    return nil
  }

  private static let kustomizeKeys: Set<String> = [
    "apiVersion", "bases", "commonAnnotations", "commonLabels", "components", "configMapGenerator", "crds",
    "generatorOptions", "generators", "helmCharts", "images", "kind", "labels", "metadata", "namePrefix", "nameSuffix",
    "namespace", "patches", "patchesJson6902", "patchesStrategicMerge", "replacements", "replicas", "resources",
    "secretGenerator", "transformers", "validators", "vars",
  ]

  /// Settings of programs.
  private static func programs(_ keys: Keys, _ name: String) -> UnreadForm? {
    func settings(_ what: String) -> UnreadForm {
      UnreadForm(what, "it says nothing about what runs; name another file")
    }
    let isPackage =
      keys.has("name", "version")
      && keys.hasAny("scripts", "dependencies", "devDependencies", "main", "private", "packages")
    if name == "package.json" || name == "package-lock.json" || keys.has("lockfileVersion") || isPackage {
      return settings("a package of npm")
    }
    if keys.has("compilerOptions") { return settings("the settings of TypeScript") }
    if keys.hasAny("openapi", "swagger", "asyncapi") {
      return UnreadForm(
        "a description of an API", "it says nothing about what the service needs; name traces or manifests")
    }
    if keys.has("bomFormat") || keys.has("spdxVersion") {
      return UnreadForm("a bill of materials", "export its dependencies as CSV, or write them as a model")
    }
    if keys.has("jobs"), keys.hasAny("on", "true", "name") || keys.has("stages") || keys.has("pipelines") {
      return settings("a pipeline")
    }
    if keys.hasAny("scrape_configs", "rule_files") { return settings("the settings of Prometheus") }
    if keys.has("panels"), keys.hasAny("templating", "schemaVersion", "title") {
      return settings("a dashboard of Grafana")
    }
    if keys["type"]?.text == "excalidraw" {
      return UnreadForm("a drawing of Excalidraw", "write it as DOT, CSV or a model")
    }
    return nil
  }
}
