/** Made by scripts/generate-fields.ts from the schemas of the AWS SDK. Do not edit. */
// prettier-ignore
import type { ConfigFields } from '../../../config-fields.ts';

export const FIELDS = JSON.parse(`{"types": {
"AWS::IAM::AccountPasswordPolicy": {"PasswordPolicy":"#PasswordPolicy"},
"AWS::IAM::AccountSummary": {"SummaryMap":"{}n"},
"AWS::IAM::Group": {"Arn":"t","AttachedManagedPolicies":"[]#AttachedPolicy","CreateDate":"d","GroupId":"t","GroupName":"t","GroupPolicyList":"[]#AWS::IAM::Group.GroupPolicyList[]","Path":"t"},
"AWS::IAM::InstanceProfile": {"Arn":"t","CreateDate":"d","InstanceProfileId":"t","InstanceProfileName":"t","Path":"t","Roles":"[]#AWS::IAM::InstanceProfile.Roles[]"},
"AWS::IAM::ManagedPolicy": {"Arn":"t","AttachmentCount":"n","CreateDate":"d","DefaultVersion":"#AWS::IAM::ManagedPolicy.DefaultVersion","DefaultVersionId":"t","Description":"t","IsAttachable":"b","Path":"t","PermissionsBoundaryUsageCount":"n","PolicyId":"t","PolicyName":"t","Tags":"[]#Tag","UpdateDate":"d"},
"AWS::IAM::OIDCProvider": {"Arn":"t","ClientIDList":"[]t","CreateDate":"d","Tags":"[]#Tag","ThumbprintList":"[]t","Url":"t"},
"AWS::IAM::OrganizationsFeatures": {"Features":"#ListOrganizationsFeaturesResponse"},
"AWS::IAM::Role": {"Arn":"t","AssumeRolePolicyDocument":"*","AttachedManagedPolicies":"[]#AttachedPolicy","CreateDate":"d","InstanceProfileList":"[]#AWS::IAM::Role.InstanceProfileList[]","Path":"t","PermissionsBoundary":"#AttachedPermissionsBoundary","RoleId":"t","RoleLastUsed":"#RoleLastUsed","RoleName":"t","RolePolicyList":"[]#AWS::IAM::Role.RolePolicyList[]","Tags":"[]#Tag"},
"AWS::IAM::SAMLProvider": {"Arn":"t","AssertionEncryptionMode":"t","CreateDate":"d","PrivateKeyList":"[]#SAMLPrivateKey","SAMLProviderUUID":"t","Tags":"[]#Tag","ValidUntil":"d"},
"AWS::IAM::ServerCertificate": {"Arn":"t","Expiration":"d","Path":"t","ServerCertificateId":"t","ServerCertificateName":"t","Tags":"[]#Tag","UploadDate":"d"},
"AWS::IAM::User": {"AccessKeys":"[]#AWS::IAM::User.AccessKeys[]","Arn":"t","AttachedManagedPolicies":"[]#AttachedPolicy","CreateDate":"d","GroupList":"[]t","LoginProfile":"#LoginProfile","MFADevices":"[]#MFADevice","PasswordLastUsed":"d","Path":"t","PermissionsBoundary":"#AttachedPermissionsBoundary","Tags":"[]#Tag","UserId":"t","UserName":"t","UserPolicyList":"[]#AWS::IAM::User.UserPolicyList[]"},
"AWS::IAM::VirtualMFADevice": {"EnableDate":"d","SerialNumber":"t","User":"#AWS::IAM::VirtualMFADevice.User"}
}, "shapes": {
"AWS::IAM::Group.GroupPolicyList[]": {"PolicyDocument":"*","PolicyName":"t"},
"AWS::IAM::InstanceProfile.Roles[]": {"Arn":"t","CreateDate":"d","MaxSessionDuration":"n","Path":"t","RoleId":"t","RoleName":"t","SourceRoleTemplate":"#SourceRoleTemplate"},
"AWS::IAM::ManagedPolicy.DefaultVersion": {"CreateDate":"d","Document":"*","IsDefaultVersion":"b","VersionId":"t"},
"AWS::IAM::Role.InstanceProfileList[]": {"Arn":"t","CreateDate":"d","InstanceProfileId":"t","InstanceProfileName":"t","Path":"t","Roles":"[]#AWS::IAM::Role.InstanceProfileList[].Roles[]","Tags":"[]#Tag"},
"AWS::IAM::Role.InstanceProfileList[].Roles[]": {"Arn":"t","AssumeRolePolicyDocument":"*","CreateDate":"d","Description":"t","MaxSessionDuration":"n","Path":"t","PermissionsBoundary":"#AttachedPermissionsBoundary","RoleId":"t","RoleLastUsed":"#RoleLastUsed","RoleName":"t","SourceRoleTemplate":"#SourceRoleTemplate","Tags":"[]#Tag"},
"AWS::IAM::Role.RolePolicyList[]": {"PolicyDocument":"*","PolicyName":"t"},
"AWS::IAM::User.AccessKeys[]": {"AccessKeyId":"t","AccessKeyLastUsed":"#AccessKeyLastUsed","CreateDate":"d","Status":"t"},
"AWS::IAM::User.UserPolicyList[]": {"PolicyDocument":"*","PolicyName":"t"},
"AWS::IAM::VirtualMFADevice.User": {"Arn":"t","UserId":"t","UserName":"t"},
"AccessKeyLastUsed": {"LastUsedDate":"d","Region":"t","ServiceName":"t"},
"AttachedPermissionsBoundary": {"PermissionsBoundaryArn":"t","PermissionsBoundaryType":"t"},
"AttachedPolicy": {"PolicyArn":"t","PolicyName":"t"},
"ListOrganizationsFeaturesResponse": {"EnabledFeatures":"[]t","OrganizationId":"t"},
"LoginProfile": {"CreateDate":"d","PasswordResetRequired":"b","UserName":"t"},
"MFADevice": {"EnableDate":"d","SerialNumber":"t","UserName":"t"},
"PasswordPolicy": {"AllowUsersToChangePassword":"b","ExpirePasswords":"b","HardExpiry":"b","MaxPasswordAge":"n","MinimumPasswordLength":"n","PasswordReusePrevention":"n","RequireLowercaseCharacters":"b","RequireNumbers":"b","RequireSymbols":"b","RequireUppercaseCharacters":"b"},
"RoleLastUsed": {"LastUsedDate":"d","Region":"t"},
"SAMLPrivateKey": {"KeyId":"t","Timestamp":"d"},
"SourceRoleTemplate": {"TemplateArn":"t","TemplateMinorVersion":"n"},
"Tag": {"Key":"t","Value":"t"}
}}`) as ConfigFields;
