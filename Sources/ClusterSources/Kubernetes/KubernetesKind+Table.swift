extension KubernetesKind {
  private static let apps = ["apps", "extensions"]
  private static let networking = ["networking.k8s.io", "extensions"]
  private static let routes = ["gateway.networking.k8s.io"]
  private static let mesh = ["networking.istio.io"]
  private static let permissions = "says who may do what; it does not run"
  private static let limits = "limits what may be created; it does not run"
  private static let meshSettings = "settings of the mesh; it does not run"
  private static let tools = "an input of a tool, not an object of a cluster"

  /// The known kinds; to add one, append a line.
  static let table: [KubernetesKind] = [
    // Workloads.
    KubernetesKind("Deployment", apps, .workload, as: "k8s/deployment"),
    KubernetesKind("StatefulSet", apps, .workload, as: "k8s/stateful-set"),
    KubernetesKind("DaemonSet", apps, .workload, as: "k8s/daemon-set"),
    KubernetesKind("ReplicaSet", apps, .workload, as: "k8s/replica-set"),
    KubernetesKind("ReplicationController", [""], .workload, as: "k8s/replica-set"),
    KubernetesKind("Job", ["batch"], .workload, as: "k8s/job"),
    KubernetesKind("CronJob", ["batch"], .workload, as: "k8s/cron-job"),
    KubernetesKind("ScaledJob", ["keda.sh"], .workload, as: "k8s/job"),
    KubernetesKind("Rollout", ["argoproj.io"], .workload, as: "k8s/deployment"),
    KubernetesKind("DeploymentConfig", ["apps.openshift.io"], .workload, as: "k8s/deployment"),
    KubernetesKind("Service", ["serving.knative.dev"], .workload, as: "k8s/deployment"),
    KubernetesKind("Pod", [""], .pod, as: "k8s/pod"),
    KubernetesKind("Node", [""], .node, as: "k8s/node", isNamespaced: false),
    KubernetesKind("Namespace", [""], .namespace, as: "k8s/namespace", isNamespaced: false),
    // How it is reached.
    KubernetesKind("Service", [""], .service, as: "k8s/service"),
    KubernetesKind("Endpoints", [""], .endpoints),
    KubernetesKind("EndpointSlice", ["discovery.k8s.io"], .endpointSlice),
    KubernetesKind("Ingress", networking, .ingress, as: "k8s/ingress"),
    KubernetesKind("IngressClass", networking, .ingressClass, as: "k8s/ingress-class", isNamespaced: false),
    KubernetesKind("GatewayClass", routes, .ingressClass, as: "k8s/ingress-class", isNamespaced: false),
    KubernetesKind("Gateway", routes, .gateway, as: "k8s/gateway"),
    KubernetesKind("HTTPRoute", routes, .route, as: "k8s/route"),
    KubernetesKind("GRPCRoute", routes, .route, as: "k8s/route"),
    KubernetesKind("TCPRoute", routes, .route, as: "k8s/route"),
    KubernetesKind("TLSRoute", routes, .route, as: "k8s/route"),
    KubernetesKind("UDPRoute", routes, .route, as: "k8s/route"),
    KubernetesKind("Route", ["route.openshift.io"], .otherRoute, as: "k8s/route"),
    KubernetesKind("IngressRoute", ["traefik.io", "traefik.containo.us"], .otherRoute, as: "k8s/route"),
    KubernetesKind("IngressRouteTCP", ["traefik.io", "traefik.containo.us"], .otherRoute, as: "k8s/route"),
    KubernetesKind("IngressRouteUDP", ["traefik.io", "traefik.containo.us"], .otherRoute, as: "k8s/route"),
    KubernetesKind("TraefikService", ["traefik.io", "traefik.containo.us"], .otherRoute, as: "k8s/route"),
    KubernetesKind("HTTPProxy", ["projectcontour.io"], .otherRoute, as: "k8s/route"),
    KubernetesKind("ServersTransport", ["traefik.io", "traefik.containo.us"], .callSettings),
    KubernetesKind("ServiceProfile", ["linkerd.io"], .callSettings),
    KubernetesKind("ReferenceGrant", routes, .leftOut, because: permissions),
    KubernetesKind("VirtualService", mesh, .meshRoute, as: "k8s/route"),
    KubernetesKind("DestinationRule", mesh, .meshSubsets, as: "k8s/setting"),
    KubernetesKind("Gateway", mesh, .meshGateway, as: "k8s/gateway"),
    KubernetesKind("ServiceEntry", mesh, .outside, as: "external"),
    KubernetesKind("Sidecar", mesh, .leftOut, because: meshSettings),
    KubernetesKind("EnvoyFilter", mesh, .leftOut, because: meshSettings),
    KubernetesKind("PeerAuthentication", [], .leftOut, because: meshSettings),
    KubernetesKind("RequestAuthentication", [], .leftOut, because: meshSettings),
    KubernetesKind("AuthorizationPolicy", [], .leftOut, because: meshSettings),
    KubernetesKind("Telemetry", [], .leftOut, because: meshSettings),
    // Storage.
    KubernetesKind("PersistentVolumeClaim", [""], .claim, as: "k8s/volume-claim"),
    KubernetesKind("PersistentVolume", [""], .volume, as: "k8s/volume", isNamespaced: false),
    KubernetesKind("StorageClass", ["storage.k8s.io"], .storageClass, as: "k8s/storage-class", isNamespaced: false),
    KubernetesKind(
      "CSIDriver", ["storage.k8s.io"], .leftOut, isNamespaced: false, because: "describes a driver; it does not run"),
    KubernetesKind(
      "CSINode", ["storage.k8s.io"], .leftOut, isNamespaced: false, because: "describes a node; it does not run"),
    KubernetesKind(
      "VolumeAttachment", ["storage.k8s.io"], .leftOut, isNamespaced: false, because: "follows from pods and claims"),
    // Settings and templates.
    KubernetesKind("ConfigMap", [""], .configMap, as: "k8s/config-map"),
    KubernetesKind("Secret", [""], .secret, as: "k8s/secret"),
    KubernetesKind("ServiceAccount", [""], .account, as: "k8s/service-account"),
    KubernetesKind("NetworkPolicy", networking, .networkPolicy, as: "k8s/network-policy"),
    KubernetesKind("HorizontalPodAutoscaler", [], .autoscaler, as: "k8s/autoscaler"),
    KubernetesKind("VerticalPodAutoscaler", [], .autoscaler, as: "k8s/autoscaler"),
    KubernetesKind("ScaledObject", ["keda.sh"], .autoscaler, as: "k8s/autoscaler"),
    KubernetesKind("PodDisruptionBudget", ["policy"], .budget, as: "k8s/disruption-budget"),
    KubernetesKind("MutatingWebhookConfiguration", [], .webhook, as: "k8s/webhook", isNamespaced: false),
    KubernetesKind("ValidatingWebhookConfiguration", [], .webhook, as: "k8s/webhook", isNamespaced: false),
    KubernetesKind("Role", [], .leftOut, because: permissions),
    KubernetesKind("RoleBinding", [], .leftOut, because: permissions),
    KubernetesKind("ClusterRole", [], .leftOut, isNamespaced: false, because: permissions),
    KubernetesKind("ClusterRoleBinding", [], .leftOut, isNamespaced: false, because: permissions),
    KubernetesKind("PodSecurityPolicy", [], .leftOut, isNamespaced: false, because: permissions),
    KubernetesKind("LimitRange", [""], .leftOut, because: limits),
    KubernetesKind("ResourceQuota", [""], .leftOut, because: limits),
    KubernetesKind("PriorityClass", [], .leftOut, isNamespaced: false, because: limits),
    KubernetesKind("RuntimeClass", [], .leftOut, isNamespaced: false, because: limits),
    KubernetesKind("Lease", [], .leftOut, because: "bookkeeping of the cluster"),
    KubernetesKind("Event", [], .leftOut, because: "bookkeeping of the cluster"),
    KubernetesKind("ControllerRevision", [], .leftOut, because: "bookkeeping of the cluster"),
    KubernetesKind("PodTemplate", [""], .leftOut, because: "nothing is made from it by itself"),
    KubernetesKind("CustomResourceDefinition", [], .leftOut, isNamespaced: false, because: "declares a type of object"),
    KubernetesKind("APIService", [], .apiService, as: "k8s/api-service", isNamespaced: false),
    KubernetesKind("Kustomization", ["kustomize.config.k8s.io"], .leftOut, because: tools),
    KubernetesKind("Component", ["kustomize.config.k8s.io"], .leftOut, because: tools),
    KubernetesKind("Config", [], .leftOut, because: tools),
    KubernetesKind("Application", ["argoproj.io"], .leftOut, because: "says how others are delivered"),
    KubernetesKind("HelmRelease", [], .leftOut, because: "says how others are delivered"),
  ]

  /// Programs whose copies vote: more than half of them must be there. The last part of an image's name decides, as a
  /// whole or up to a dash; the annotation `whatfails/needs` overrules it.
  static let votingImages: Set<String> = [
    "cockroach", "etcd", "zookeeper", "consul", "nats", "cassandra", "scylla", "yugabyte", "tikv", "pd", "rqlite",
    "dqlite", "foundationdb", "mongo", "mongodb", "vault", "clickhouse-keeper", "galera", "mariadb-galera",
    "percona-xtradb-cluster",
  ]

  /// Daemon sets without whose pod a node's pods have no network or name no service, by name.
  static let nodeAgents: Set<String> = [
    "kube-proxy", "calico-node", "cilium", "aws-node", "kube-flannel", "kube-flannel-ds", "weave-net", "antrea-agent",
    "azure-cni", "kube-router", "node-local-dns",
  ]

  /// Settings and accounts that every namespace has without being written down.
  static let givenSettings: Set<String> = ["kube-root-ca.crt", "openshift-service-ca.crt", "istio-ca-root-cert"]

  /// Controllers of ingress classes, and the labels of the workloads that usually are them.
  static let ingressControllers: [(controller: String, label: String)] = [
    ("k8s.io/ingress-nginx", "ingress-nginx"), ("nginx.org/ingress-controller", "nginx-ingress"),
    ("traefik.io/ingress-controller", "traefik"), ("haproxy.org/ingress-controller", "haproxy-ingress"),
    ("projectcontour.io/gateway-controller", "contour"), ("istio.io/gateway-controller", "istiod"),
    ("io.cilium/gateway-controller", "cilium-operator"),
    ("gateway.envoyproxy.io/gatewayclass-controller", "envoy-gateway"),
    ("ingress.k8s.aws/alb", "aws-load-balancer-controller"),
  ]
}
