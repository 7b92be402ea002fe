extension AWSService {
  /// Where backups are kept.
  static let backup = AWSService(
    types: [
      .part("aws_backup_vault", "aws/backup-vault"),
      .glue("aws_backup_*"),
    ])
}
